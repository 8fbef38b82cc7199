/// What toml++ 3.3 must never see, and the text that it gets instead.
#pragma once

#include "dermavox/core/problem.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dermavox::scene {

/// A text of ours in ASCII, and where its characters stood. toml++ 3.3 reads past some text that is not ASCII, so it
/// gets "\U000000b5" for each such character of a string and '?' for one of a comment.
class PlainToml
{
public:
    std::string text;

    /// Column in the user's text of one in `text`; both from 1, in characters.
    int column(int line, int plain_column) const;

private:
    friend class PlainText;
    std::map<int, std::vector<std::pair<int, int>>> m_grown;  ///< by line: after this plain column, by so many
};

/// False, with a report on the first offence, for text that is no UTF-8, has other characters than ASCII outside
/// strings and comments, a control character, a multi-line string, a header of other than bare names, brackets nested
/// more than 32 deep, or more than 1 MiB. A byte-order mark at the start is passed over.
bool make_plain(std::string_view text, const std::string& file, PlainToml& plain,
                std::vector<core::Problem>& problems);

}  // namespace dermavox::scene
