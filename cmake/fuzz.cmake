# Fuzz targets: tests/fuzz/<name>_fuzz.cpp becomes the program fuzz_<name>, which libFuzzer feeds with
# mutations of tests/fuzz/corpus/<name>/ (run by tests/fuzz/run.mjs).
#
# They are part of native-debug and not a build of their own: its libraries carry the sanitizers
# already, so all they need more is libFuzzer's way of watching which code an input reaches. Only the
# libraries that read input get it. That costs a few seconds of compile time, where a second set of
# libraries would cost minutes; these flags are what -fsanitize=fuzzer-no-link stands for, written
# out because precompiled headers that are made without it would be refused.
set(watched -fsanitize-coverage=inline-8bit-counters,pc-table,indirect-calls,trace-cmp)
foreach(library yg_codec yg_domain yg_engine yg_sync yg_server)
    target_compile_options(${library} PRIVATE ${watched})
endforeach()

# What several targets share: a server with a small town in memory.
add_library(yg_fuzz_town STATIC tests/fuzz/fuzz_town.cpp tests/fuzz/fuzz_server.cpp
    tests/server/small_town.cpp)
target_include_directories(yg_fuzz_town PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(yg_fuzz_town PUBLIC yg_server PRIVATE yg_test_flags)
target_compile_options(yg_fuzz_town PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
target_precompile_headers(yg_fuzz_town REUSE_FROM yg_test_headers)

# yg_fuzz(NAME target…)
function(yg_fuzz name)
    add_executable(fuzz_${name} tests/fuzz/${name}_fuzz.cpp)
    target_include_directories(fuzz_${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_link_libraries(fuzz_${name} PRIVATE ${ARGN} yg_test_flags)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    target_compile_options(fuzz_${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
    target_precompile_headers(fuzz_${name} REUSE_FROM yg_test_headers)
endfunction()

yg_fuzz(push yg_fuzz_town)
yg_fuzz(request yg_fuzz_town)
yg_fuzz(pull_answer yg_fuzz_town yg_sync)
yg_fuzz(message yg_codec)
yg_fuzz(command yg_codec)
yg_fuzz(town_files yg_fuzz_town)
yg_fuzz(accounts_csv yg_fuzz_town)
yg_fuzz(photo_decode yg_server)
