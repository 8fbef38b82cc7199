/// What every key of result.json means: `dermavox schema result` and scenes/RESULT.md, from the figure table.
#pragma once

#include <string>

namespace dermavox::result {

/// JSON Schema (draft 2020-12): closed, so that an unknown key is an error.
std::string result_schema();

/// The same as Markdown, for people.
std::string result_reference();

}  // namespace dermavox::result
