# Compile through ccache, with its store inside the project unless CCACHE_DIR says otherwise. Emscripten
# is a Python program: the system's own Python starts it faster than a version switcher's would.
find_program(YG_CCACHE ccache)
set(launcher ${CMAKE_COMMAND} -E env EMSDK_PYTHON=/usr/bin/python3)
if(NOT DEFINED ENV{CCACHE_DIR})
    list(APPEND launcher CCACHE_DIR=${CMAKE_SOURCE_DIR}/.toolchain/ccache)
endif()
if(YG_CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher} ${YG_CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher} ${YG_CCACHE})
endif()
