# Every third-party package as an imported target; also read by find_package(dermavox).

find_package(TBB CONFIG REQUIRED)  # before OpenVDB, whose find module looks for an older layout
# Programs allocate leaves and lists on all threads at once: oneTBB's allocator takes malloc's place in them. Sanitizers
# bring their own.
set(DERMAVOX_ALLOCATOR "")
if(TARGET TBB::tbbmalloc_proxy AND NOT DERMAVOX_SANITIZE)
    set(DERMAVOX_ALLOCATOR TBB::tbbmalloc_proxy)
endif()
find_package(Eigen3 CONFIG REQUIRED)
find_package(fmt CONFIG REQUIRED)
find_package(tomlplusplus CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(PNG REQUIRED)
find_package(TIFF REQUIRED)
find_package(JPEG REQUIRED)
find_package(ZLIB REQUIRED)
find_package(LibLZMA REQUIRED)
find_library(LZ4_LIBRARY lz4 REQUIRED)  # no package file
find_package(pugixml CONFIG REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(NLopt REQUIRED PATHS /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/cmake/nlopt_cxx NO_DEFAULT_PATH)  # the C library of the same name lacks C++

# OpenVDB ships a find module instead of a config; it sets BUILD_SHARED_LIBS here, so our libraries say STATIC.
list(APPEND CMAKE_MODULE_PATH /usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/cmake/OpenVDB)
find_package(OpenVDB REQUIRED COMPONENTS openvdb)
get_target_property(openvdb_headers OpenVDB::openvdb INTERFACE_INCLUDE_DIRECTORIES)
set_target_properties(OpenVDB::openvdb PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${openvdb_headers}")

find_library(XXHASH_LIBRARY xxhash REQUIRED)  # no package file: modules link it by its name, xxhash

# Optional: `dermavox spots`. Debian's package file names every library of OpenCV; these two are asked for by name.
find_library(OPENCV_CORE_LIBRARY opencv_core)
find_library(OPENCV_IMGPROC_LIBRARY opencv_imgproc)
find_path(OPENCV_HEADERS opencv2/imgproc.hpp PATH_SUFFIXES opencv4)
set(DERMAVOX_OPENCV "")
if(OPENCV_CORE_LIBRARY AND OPENCV_IMGPROC_LIBRARY AND OPENCV_HEADERS)
    set(DERMAVOX_OPENCV opencv_imgproc opencv_core)
else()
    message(STATUS "dermavox: without OpenCV (libopencv-imgproc-dev) there is no `dermavox spots`")
endif()
