// The files of tools/report, compiled in.
#pragma once

#include <string_view>

namespace dermavox::report::page_sources {

extern const std::string_view style;   ///< page.css
extern const std::string_view view;    ///< view.js
extern const std::string_view hover;   ///< hover.js
extern const std::string_view tables;  ///< tables.js
extern const std::string_view three;   ///< three.min.js where the machine that built this has it, else empty
extern const std::string_view glyphs;  ///< glyphs.txt, for text in PNG pictures

/// Hexadecimal SHA-256 of the scripts, for the content security policy.
extern const std::string_view view_sha256, hover_sha256, tables_sha256, three_sha256;

}  // namespace dermavox::report::page_sources
