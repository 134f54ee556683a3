# The server: yg_server without main (so that tests can link it) and the program portal-server.
file(GLOB_RECURSE server_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/server/*.cpp)
list(FILTER server_sources EXCLUDE REGEX "/main\\.cpp$")

find_package(Boost 1.81 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(JPEG REQUIRED)
find_package(ZLIB REQUIRED)
find_package(PkgConfig)
find_library(SODIUM_LIBRARY sodium REQUIRED)
find_library(ICAL_LIBRARY ical REQUIRED)

add_library(yg_server_libraries INTERFACE)
target_compile_definitions(yg_server_libraries INTERFACE BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(yg_server_libraries INTERFACE
    Boost::headers OpenSSL::SSL OpenSSL::Crypto JPEG::JPEG ZLIB::ZLIB Threads::Threads
    ${SODIUM_LIBRARY} ${ICAL_LIBRARY})

if(server_sources)
    add_library(yg_server STATIC ${server_sources})
    target_link_libraries(yg_server PUBLIC yg_engine yg_server_libraries PRIVATE yg_flags)
    yg_precompile(yg_server)
else()
    yg_headers(server DIR server DEPENDS yg_engine yg_server_libraries)
endif()
target_include_directories(yg_server INTERFACE ${CMAKE_SOURCE_DIR}/src)
if(YG_SANITIZE)
    # Boost's coroutines would take a minute to compile otherwise; memory errors are still found.
    file(GLOB http_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/server/http/*.cpp)
    set_source_files_properties(${http_sources} PROPERTIES
        COMPILE_OPTIONS "-O0;-fno-sanitize=undefined" SKIP_PRECOMPILE_HEADERS ON)
endif()

if(EXISTS ${CMAKE_SOURCE_DIR}/src/server/main.cpp)
    add_executable(portal-server src/server/main.cpp)
    target_link_libraries(portal-server PRIVATE yg_server yg_flags)
endif()
