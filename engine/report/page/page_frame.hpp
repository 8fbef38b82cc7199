// What every page of ours has round its sections: head, policy, style, contents, scripts. One file, no requests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dermavox::report {

/// A script of the page, with the hexadecimal SHA-256 by which its policy allows it.
struct PageScript {
    std::string_view text, sha256;
};

struct PageFrame {
    std::string title;                  ///< plain text
    std::string style;                  ///< class of the page, or empty
    std::string html;                   ///< header, verdict, sections
    std::string data;                   ///< what the scripts read, or empty
    std::vector<PageScript> scripts{};  ///< beside those of every page: values under the pointer, tables that sort
};

/// The whole page. Its contents, which stay in view, name each section of `html` by its id.
std::string page_html(const PageFrame& frame);

}  // namespace dermavox::report
