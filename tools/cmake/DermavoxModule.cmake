# One module = one folder name in include, engine, tests and bench.
#
#   dermavox_module(<name> [USES <module>...] [LINKS <target>...] [PRIVATE <target>...])
#
# USES and LINKS are visible in the module's public headers; PRIVATE targets only in its sources.

add_library(dermavox_flags INTERFACE)
target_compile_features(dermavox_flags INTERFACE cxx_std_20)
target_compile_options(dermavox_flags INTERFACE
    $<BUILD_INTERFACE:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion>
    # warnings are errors of the compiler that everybody builds with; Clang builds what sanitizers and fuzzing judge
    $<BUILD_INTERFACE:$<$<CXX_COMPILER_ID:GNU>:-Werror>>
    # g++ 12 sees uninitialised members in moved-from std::optional and std::regex where there are none
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
    # compiled as one source, a local name may be another file's; builds without unity tell what shadows in its own
    $<$<BOOL:${DERMAVOX_UNITY}>:-Wno-shadow>
    # the same bits at baseline and at x86-64-v3: no fused multiply-add behind our back
    -ffp-contract=off)
if(DERMAVOX_SANITIZE)
    target_compile_options(dermavox_flags INTERFACE
        -fsanitize=${DERMAVOX_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(dermavox_flags INTERFACE -fsanitize=${DERMAVOX_SANITIZE})
endif()

function(dermavox_module name)
    cmake_parse_arguments(PARSE_ARGV 1 module "" "" "USES;LINKS;PRIVATE")
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/${name}/*.cpp)
    if(NOT sources)
        message(STATUS "dermavox: module ${name} has records only")
        add_library(dermavox_${name} INTERFACE)
        list(TRANSFORM module_USES PREPEND dermavox_)
        target_link_libraries(dermavox_${name} INTERFACE ${module_USES})
        set_target_properties(dermavox_${name} PROPERTIES EXPORT_NAME ${name})
        set_property(GLOBAL APPEND PROPERTY DERMAVOX_MODULES ${name})
        return()
    endif()
    add_library(dermavox_${name} STATIC ${sources})
    add_library(dermavox::${name} ALIAS dermavox_${name})
    set_target_properties(dermavox_${name} PROPERTIES EXPORT_NAME ${name}
        UNITY_BUILD ${DERMAVOX_UNITY} UNITY_BUILD_BATCH_SIZE ${dermavox_unity_batch})
    target_include_directories(dermavox_${name} PUBLIC
        $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>)
    target_include_directories(dermavox_${name} PRIVATE ${PROJECT_SOURCE_DIR})
    list(TRANSFORM module_USES PREPEND dermavox_)
    target_link_libraries(dermavox_${name}
        PUBLIC ${module_USES} ${module_LINKS} PRIVATE dermavox_flags ${module_PRIVATE})
    set_property(GLOBAL APPEND PROPERTY DERMAVOX_MODULES ${name})
endfunction()
