# find_package(dermavox CONFIG) for others: libraries, headers, the program, and the catalogues it reads.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

get_property(modules GLOBAL PROPERTY DERMAVOX_MODULES)
list(TRANSFORM modules PREPEND dermavox_ OUTPUT_VARIABLE libraries)
install(TARGETS dermavox dermavox_flags ${libraries} EXPORT dermavox)
install(TARGETS dermavox-cli)
install(FILES ${PROJECT_BINARY_DIR}/dermavox.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_BINARY_DIR}/dermavox.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
    RENAME dermavox)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/dermavox TYPE INCLUDE)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenes DESTINATION ${CMAKE_INSTALL_DATADIR}/dermavox)

set(destination ${CMAKE_INSTALL_LIBDIR}/cmake/dermavox)
install(EXPORT dermavox NAMESPACE dermavox:: FILE dermavox-targets.cmake DESTINATION ${destination})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/dermavox-config.cmake.in dermavox-config.cmake
    INSTALL_DESTINATION ${destination})
write_basic_package_version_file(dermavox-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/dermavox-config.cmake ${PROJECT_BINARY_DIR}/dermavox-config-version.cmake
    ${CMAKE_CURRENT_LIST_DIR}/DermavoxDependencies.cmake DESTINATION ${destination})
