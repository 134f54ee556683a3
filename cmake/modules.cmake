# How our own code is compiled, and how a module becomes a target.

add_library(yg_flags INTERFACE)
target_include_directories(yg_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(yg_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Werror ${sanitizers})
target_link_options(yg_flags INTERFACE ${sanitizers})

# What also runs on the phone throws nothing, on the server's side of the build too.
add_library(yg_shared_flags INTERFACE)
target_link_libraries(yg_shared_flags INTERFACE yg_flags)
target_compile_options(yg_shared_flags INTERFACE -fno-exceptions)
if(EMSCRIPTEN)
    target_compile_options(yg_shared_flags INTERFACE -fno-rtti)
endif()

# The standard library's headers, read once instead of in every file: half of the compile time.
set(standard_headers <algorithm> <array> <functional> <map> <memory> <optional> <ranges> <span>
    <string> <string_view> <unordered_map> <utility> <variant> <vector>)

# yg_precompile(TARGET header…): the standard headers and these are precompiled for TARGET.
function(yg_precompile target)
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
    target_precompile_headers(${target} PRIVATE ${standard_headers} ${ARGN})
endfunction()

# yg_precompiled(NAME flags…): a target whose precompiled standard headers others with the same flags
# reuse: target_precompile_headers(mine REUSE_FROM NAME).
function(yg_precompiled name)
    file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/generated/${name}.cpp CONTENT "")
    add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/generated/${name}.cpp)
    target_link_libraries(${name} PRIVATE ${ARGN})
    yg_precompile(${name})
endfunction()
yg_precompiled(yg_shared_headers yg_shared_flags)

if(EMSCRIPTEN)
    set(not_for_this_build "_native\\.cpp$")
else()
    set(not_for_this_build "_wasm\\.cpp$")
endif()

# yg_headers(NAME DIR dir DEPENDS target…): a module of headers only.
function(yg_headers name)
    cmake_parse_arguments(arg "" "DIR" "DEPENDS" ${ARGN})
    add_library(yg_${name} INTERFACE)
    target_include_directories(yg_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(yg_${name} INTERFACE ${arg_DEPENDS})
endfunction()

# yg_module(NAME DIR dir DEPENDS target… PRIVATE target… HEADERS header…): the library yg_NAME from
# src/dir, with all folders below it. DEPENDS are visible to those who use it, PRIVATE (a third party's
# one home) are not. HEADERS are slow ones of a third party, to be precompiled.
# A module without sources yet counts as headers only. What differs between the page and other
# machines is a file of its own: *_wasm.cpp or *_native.cpp.
function(yg_module name)
    cmake_parse_arguments(arg "" "DIR" "DEPENDS;PRIVATE;HEADERS" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${arg_DIR}/*.cpp)
    list(FILTER sources EXCLUDE REGEX "${not_for_this_build}")
    if(NOT sources)
        yg_headers(${name} DIR ${arg_DIR} DEPENDS ${arg_DEPENDS})
        return()
    endif()
    add_library(yg_${name} STATIC ${sources})
    target_include_directories(yg_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(yg_${name} PUBLIC ${arg_DEPENDS} PRIVATE ${arg_PRIVATE} yg_shared_flags)
    if(arg_HEADERS)
        yg_precompile(yg_${name} ${arg_HEADERS})
    else()
        target_compile_options(yg_${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
        target_precompile_headers(yg_${name} REUSE_FROM yg_shared_headers)
    endif()
endfunction()
