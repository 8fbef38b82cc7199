// OpenVDB files that are the same bytes for the same grids. Private to report.
#pragma once

#include <iosfwd>
#include <openvdb/openvdb.h>

namespace dermavox::report {

/// As openvdb::io::Stream, but for the identifier in the header: OpenVDB draws it at random; here it is a hash of all
/// other bytes (a UUID of version 8, RFC 9562). Requires a stream that can seek.
void write_vdb(std::ostream& out, const openvdb::GridCPtrVec& grids, const openvdb::MetaMap& about = {});

}  // namespace dermavox::report
