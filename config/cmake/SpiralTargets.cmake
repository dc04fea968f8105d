# spiral_library(NAME SOURCES ... [LINKS ...]): one static library a folder; headers are included from the top of
# the tree, so that an include line shows the floor.
function(spiral_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${ARG_LINKS})
endfunction()

# spiral_test(NAME SOURCES ... [LINKS ...] [ARGUMENTS ...]): a cmocka program that ctest runs; it may find the
# committed tree through the environment variable SPIRAL_TREE.
function(spiral_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;ARGUMENTS" ${ARGN})
    add_executable(test_${name} ${ARG_SOURCES})
    target_link_libraries(test_${name} PRIVATE ${ARG_LINKS} cmocka)
    add_test(NAME ${name} COMMAND test_${name} ${ARG_ARGUMENTS})
    set_tests_properties(${name} PROPERTIES TIMEOUT 120 ENVIRONMENT "SPIRAL_TREE=${PROJECT_SOURCE_DIR}")
endfunction()
