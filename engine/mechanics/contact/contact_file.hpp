/// Tables of contact as files: input, numbers with all digits, and a hash of both as the last line.
#pragma once

#include "dermavox/mechanics/contact_tables.hpp"

#include <optional>

namespace dermavox::mechanics {

/// The whole file.
std::string text_of(const std::string& input, const ContactTable& table);

/// Nothing where there is no such file, its hash is not that of its content, or it was made from other input.
std::optional<ContactTable> read_table(const std::filesystem::path& file, const std::string& input);

/// Puts the file in place in one step, so that others see all of it or nothing. A folder that cannot be written is no
/// error: the table is then solved again next time.
void keep_table(const std::filesystem::path& file, const std::string& input, const ContactTable& table);

}  // namespace dermavox::mechanics
