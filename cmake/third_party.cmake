# Third-party code that is built from source, and third-party headers, each as one target. Nothing
# here is copied into the project: SQLite comes with an npm package, Dear ImGui with a Debian one.

set(sanitizers "")
if(YG_SANITIZE)
    # The kinds left out cost a third of the compile time, and the address sanitizer sees nearly all
    # of what they would find.
    set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all
        -fno-sanitize=alignment,null,object-size,pointer-overflow,vptr)
endif()
# Third-party sources run without the sanitizers' checks: SQLite alone would take two minutes to
# compile with them. What we hand over is still watched: memory itself is the sanitizer's.
set(third_party_flags -w)

function(yg_require path remedy)
    if(NOT EXISTS ${path})
        message(FATAL_ERROR "${path} is missing. ${remedy}")
    endif()
endfunction()

# --- SQLite -------------------------------------------------------------------------------------
set(sqlite_dir ${CMAKE_SOURCE_DIR}/node_modules/better-sqlite3/deps/sqlite3)
yg_require(${sqlite_dir}/sqlite3.c "Run ./portal setup.")
add_library(yg_sqlite STATIC ${sqlite_dir}/sqlite3.c)
target_include_directories(yg_sqlite SYSTEM INTERFACE ${sqlite_dir})
target_compile_options(yg_sqlite PRIVATE ${third_party_flags})
if(YG_SANITIZE)
    # Not under test itself, and most of what the tests do.
    target_compile_options(yg_sqlite PRIVATE -O2)
endif()
# PUBLIC where sqlite3.h declares something only if it is set.
target_compile_definitions(yg_sqlite
    PUBLIC SQLITE_ENABLE_SESSION SQLITE_ENABLE_PREUPDATE_HOOK
    PRIVATE
        SQLITE_DQS=0
        SQLITE_DEFAULT_MEMSTATUS=0
        SQLITE_LIKE_DOESNT_MATCH_BLOBS
        SQLITE_MAX_EXPR_DEPTH=0
        SQLITE_OMIT_DEPRECATED
        SQLITE_OMIT_LOAD_EXTENSION
        SQLITE_OMIT_SHARED_CACHE
        SQLITE_STRICT_SUBTYPE=1
        SQLITE_USE_ALLOCA)
if(EMSCRIPTEN)
    # The store registers its own in-memory VFS: it defines sqlite3_os_init and sqlite3_os_end.
    target_compile_definitions(yg_sqlite PRIVATE SQLITE_THREADSAFE=0 SQLITE_OS_OTHER=1)
else()
    find_package(Threads REQUIRED)
    target_compile_definitions(yg_sqlite PRIVATE SQLITE_THREADSAFE=2)
    target_link_libraries(yg_sqlite INTERFACE Threads::Threads)
endif()

# --- Dear ImGui ---------------------------------------------------------------------------------
set(imgui_dir ${CMAKE_SOURCE_DIR}/.toolchain/imgui)
yg_require(${imgui_dir}/imgui.h "Run ./portal setup.")
add_library(yg_imgui STATIC
    ${imgui_dir}/imgui.cpp
    ${imgui_dir}/imgui_draw.cpp
    ${imgui_dir}/imgui_tables.cpp
    ${imgui_dir}/imgui_widgets.cpp)
target_include_directories(yg_imgui SYSTEM PUBLIC ${imgui_dir})
target_include_directories(yg_imgui PRIVATE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(yg_imgui PRIVATE ${third_party_flags} -fno-exceptions -fno-rtti)
target_compile_definitions(yg_imgui PUBLIC IMGUI_USER_CONFIG="ui/imconfig.hpp")
if(EMSCRIPTEN)
    target_sources(yg_imgui PRIVATE ${imgui_dir}/backends/imgui_impl_opengl3.cpp)
    target_include_directories(yg_imgui SYSTEM PUBLIC ${imgui_dir}/backends)
    # Answered in src/client/gl_state.cpp.
    set_source_files_properties(${imgui_dir}/backends/imgui_impl_opengl3.cpp PROPERTIES
        COMPILE_DEFINITIONS "glGetIntegerv=portal_gl_get_integer;glIsEnabled=portal_gl_is_enabled")
endif()

# --- nlohmann/json ------------------------------------------------------------------------------
# A header-only Debian package. Emscripten must not see /usr/include, so it gets a link to this one.
find_path(nlohmann_include nlohmann/json.hpp PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/third_party)
file(CREATE_LINK ${nlohmann_include}/nlohmann ${CMAKE_BINARY_DIR}/third_party/nlohmann SYMBOLIC)
add_library(yg_json INTERFACE)
target_include_directories(yg_json SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/third_party)
