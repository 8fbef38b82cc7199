/// provenance.json read back, to write a page again.
#pragma once

#include "dermavox/report/provenance.hpp"

namespace dermavox::report {

/// What provenance_json wrote. `file` names it in messages. Throws core::InputError for anything else.
Provenance read_provenance(const std::string& text, const std::string& file);

}  // namespace dermavox::report
