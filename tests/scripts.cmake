# Tests that look at the tree or drive the built program from outside.
set(Python3_ROOT_DIR /usr)  # the one that Debian's packages belong to, whatever PATH says
find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_test(NAME "house: includes keep to the dependency line"
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tools/ci/check_layers ${PROJECT_SOURCE_DIR})
add_test(NAME "house: file-local names are unique in a module"
    COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tools/ci/check_names ${PROJECT_SOURCE_DIR})
set_tests_properties("house: includes keep to the dependency line" "house: file-local names are unique in a module"
    PROPERTIES LABELS quick)

if(NOT DERMAVOX_SANITIZE)  # a sanitized library needs a sanitized user
    add_test(NAME "house: find_package works for others"
        COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/house/install_test ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR})
    set_tests_properties("house: find_package works for others" PROPERTIES LABELS full)
endif()

# Each tests/cli/*_test.py is one test of the built program. DERMAVOX_SANITIZED: its memory is not its own.
set(environment "DERMAVOX=$<TARGET_FILE:dermavox-cli>" DERMAVOX_SOURCE=${PROJECT_SOURCE_DIR}
    DERMAVOX_SANITIZED=${DERMAVOX_SANITIZE} PYTHONDONTWRITEBYTECODE=1)
file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/cli/*_test.py)
foreach(script IN LISTS scripts)
    cmake_path(GET script STEM name)
    string(REGEX REPLACE "_test$" "" name ${name})
    set(label quick)
    if(name MATCHES "_full$")
        set(label full)
        string(REGEX REPLACE "_full$" "" name ${name})
    endif()
    if(name MATCHES "_slurm$")
        set(label slurm)
    endif()
    string(REPLACE "_" " " name ${name})
    set(recorded)
    if(label STREQUAL quick)
        set(recorded DERMAVOX_TEST_COSTS=${costs})
    endif()
    add_test(NAME "program: ${name}" COMMAND ${Python3_EXECUTABLE} ${script})
    set_tests_properties("program: ${name}" PROPERTIES LABELS ${label} ENVIRONMENT "${environment};${recorded}"
        SKIP_RETURN_CODE 77)
endforeach()

# A real browser; skipped, and said so, where none is installed.
add_test(NAME "browser: report" COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/browser/report_test.py)
set_tests_properties("browser: report" PROPERTIES LABELS full ENVIRONMENT "${environment}" SKIP_RETURN_CODE 77)

# Tests of the tools: simulated benchmarks, golden figures of every scene.
file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tools/*_test.py)
foreach(script IN LISTS scripts)
    cmake_path(GET script STEM name)
    string(REGEX REPLACE "_test$" "" name ${name})
    string(REPLACE "_" " " name ${name})
    add_test(NAME "tools: ${name}" COMMAND ${Python3_EXECUTABLE} ${script})
    set_tests_properties("tools: ${name}" PROPERTIES LABELS full ENVIRONMENT "${environment}" SKIP_RETURN_CODE 77)
endforeach()

# What careless, unlucky and hostile people do to the program, topic by topic; tools/faults prints all of it as a table.
file(GLOB topics CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/faults/*.py)
list(FILTER topics EXCLUDE REGEX "/(fault|machine|things|__init__)\\.py$")
foreach(topic IN LISTS topics)
    cmake_path(GET topic STEM name)
    add_test(NAME "faults: ${name}" COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tools/faults ${name})
    set_tests_properties("faults: ${name}" PROPERTIES LABELS full ENVIRONMENT "${environment}")
endforeach()

# Last and alone: what the quick tests before it cost. Other builds than Release cost something else.
if(CMAKE_BUILD_TYPE STREQUAL Release AND NOT DERMAVOX_SANITIZE AND EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/budget.csv)
    add_test(NAME "house: quick tests keep to their modules' shares"
        COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tools/ci/budget ${costs})
    set_tests_properties("house: quick tests keep to their modules' shares" PROPERTIES LABELS quick RUN_SERIAL ON COST -1
        SKIP_RETURN_CODE 77)
endif()
