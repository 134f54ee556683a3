# tests/<module>/*.cpp becomes the program test_<module>, which links that module and what lies below
# it, so that one module can be tested while another one doesn't compile.
enable_testing()
add_test(NAME layers COMMAND node ${CMAKE_SOURCE_DIR}/tools/check/layers.mjs)

find_package(Catch2 3)
if(NOT Catch2_FOUND)
    message(STATUS "Catch2 3 is missing: no tests are built (./portal setup --tests)")
    return()
endif()

find_program(YG_SYMBOLIZER NAMES llvm-symbolizer-19 llvm-symbolizer)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/results)

file(GLOB fake_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fakes/*.cpp)
if(fake_sources)
    add_library(yg_fakes STATIC ${fake_sources})
    target_include_directories(yg_fakes PUBLIC ${CMAKE_SOURCE_DIR}/tests)
    target_link_libraries(yg_fakes PUBLIC yg_sync PRIVATE yg_flags)
else()
    add_library(yg_fakes INTERFACE)
endif()

# Tests are compiled far more often than run: not optimised, they compile in half the time.
add_library(yg_test_flags INTERFACE)
target_link_libraries(yg_test_flags INTERFACE yg_flags)
if(YG_SANITIZE)
    target_compile_options(yg_test_flags INTERFACE -O0)
endif()

yg_precompiled(yg_test_headers yg_test_flags)

# yg_test(FOLDER target…)
function(yg_test name)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${name}/*.cpp)
    if(NOT sources)
        return()
    endif()
    add_executable(test_${name} ${sources})
    target_include_directories(test_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_link_libraries(test_${name} PRIVATE ${ARGN} yg_test_flags Catch2::Catch2WithMain)
    target_compile_options(test_${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
    target_precompile_headers(test_${name} REUSE_FROM yg_test_headers)
    # Tests find golden files and the town's data by these.
    target_compile_definitions(test_${name} PRIVATE
        YG_SOURCE_DIR="${CMAKE_SOURCE_DIR}" YG_TEST_DIR="${CMAKE_SOURCE_DIR}/tests/${name}")
    add_test(NAME test_${name}
        COMMAND test_${name} --warn NoAssertions --reporter console
            --reporter xml::out=${CMAKE_BINARY_DIR}/results/test_${name}.xml
        WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(test_${name} PROPERTIES TIMEOUT 300
        ENVIRONMENT "ASAN_SYMBOLIZER_PATH=${YG_SYMBOLIZER};UBSAN_OPTIONS=print_stacktrace=1")
endfunction()

yg_test(base yg_base)
yg_test(domain yg_domain yg_platform)
yg_test(store yg_store)
yg_test(codec yg_codec)
yg_test(engine yg_engine)
yg_test(sync yg_sync yg_fakes)
yg_test(app yg_app yg_fakes)
yg_test(ui yg_ui yg_platform_headless yg_fakes)
yg_test(server yg_server)
yg_test(town yg_codec)
yg_test(sim yg_server yg_app yg_platform_headless yg_fakes)

# Whole phones and the real server core in one process.
set(world_files world.cpp phone_events.cpp wire.cpp)
list(TRANSFORM world_files PREPEND ${CMAKE_SOURCE_DIR}/tests/sim/)
if(TARGET test_sim)
    target_sources(test_sim PRIVATE ${CMAKE_SOURCE_DIR}/tests/server/small_town.cpp
        ${CMAKE_SOURCE_DIR}/tests/server/test_jpeg.cpp)
    target_link_libraries(test_sim PRIVATE JPEG::JPEG)
    # 2,000 schedules of the storm, in parts that run beside each other. The address sanitizer keeps
    # one frame of each allocation and little of what was freed: half the time.
    foreach(part RANGE 1 4)
        math(EXPR first_seed "1 + 500 * (${part} - 1)")
        add_test(NAME test_storm_${part}
            COMMAND test_sim "[storm]" --warn NoAssertions --reporter console
                --reporter xml::out=${CMAKE_BINARY_DIR}/results/test_storm_${part}.xml
            WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
        set(asan_options malloc_context_size=1:quarantine_size_mb=4
            :thread_local_quarantine_size_kb=64)
        list(JOIN asan_options "" asan_options)
        set_tests_properties(test_storm_${part} PROPERTIES TIMEOUT 600
            ENVIRONMENT "YG_SEED=${first_seed};YG_SCHEDULES=500;ASAN_OPTIONS=${asan_options};\
ASAN_SYMBOLIZER_PATH=${YG_SYMBOLIZER};UBSAN_OPTIONS=print_stacktrace=1")
    endforeach()
endif()

# Screens are tested on them.
if(TARGET test_ui)
    target_sources(test_ui PRIVATE ${world_files} ${CMAKE_SOURCE_DIR}/tests/server/test_jpeg.cpp)
    target_link_libraries(test_ui PRIVATE yg_server JPEG::JPEG)
endif()

# What frames cost, on the same phones: run by ./portal bench, where this is built without sanitizers.
if(TARGET test_ui)
    add_executable(bench_frames tests/bench/frames.cpp tests/ui/person.cpp ${world_files})
    target_include_directories(bench_frames PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_link_libraries(bench_frames PRIVATE
        yg_ui yg_server yg_platform_headless yg_fakes yg_flags Catch2::Catch2WithMain)
    target_compile_definitions(bench_frames PRIVATE YG_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
endif()

# Asks servers, ours and others: run by ./portal bench.
add_executable(bench_load tests/bench/load.cpp)
target_link_libraries(bench_load PRIVATE yg_flags)

# The storm of tests/sim without Catch2 and without sanitizers: run by ./portal bench --soak.
if(TARGET test_sim)
    set(storm_files storm.cpp storm_end.cpp storm_people.cpp storm_phone.cpp storm_pictures.cpp
        storm_server.cpp storm_town.cpp storm_trouble.cpp invariants.cpp invariants_private.cpp
        phone_events.cpp wire.cpp)
    list(TRANSFORM storm_files PREPEND ${CMAKE_SOURCE_DIR}/tests/sim/)
    add_executable(soak tests/bench/soak.cpp ${storm_files} tests/server/small_town.cpp
        tests/server/test_jpeg.cpp)
    target_include_directories(soak PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_link_libraries(soak PRIVATE yg_server yg_app yg_platform_headless yg_fakes yg_flags
        JPEG::JPEG)
endif()

if(YG_SANITIZE)
    include(fuzz)
endif()
