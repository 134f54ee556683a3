# Compile through ccache, with its store inside the project unless CCACHE_DIR says otherwise. Emscripten
# is a Python program: the system's own Python starts it faster than a version switcher's would.
find_program(YG_CCACHE ccache)
# The store is shared by all build folders (no working folder in the hash) and knows precompiled
# headers (they carry no time stamps: see cmake/modules.cmake).
set(launcher ${CMAKE_COMMAND} -E env EMSDK_PYTHON=/usr/bin/python3
    CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros)
if(NOT DEFINED ENV{CCACHE_DIR})
    list(APPEND launcher CCACHE_DIR=${CMAKE_SOURCE_DIR}/.toolchain/ccache)
endif()
if(YG_CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher} ${YG_CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher} ${YG_CCACHE})
endif()
