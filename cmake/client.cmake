# The program that the browser loads: portal.js and portal.wasm.
if(NOT EXISTS ${CMAKE_SOURCE_DIR}/src/client/main.cpp)
    return()
endif()
file(GLOB client_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/client/*.cpp)
file(GLOB js_libraries CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/library_*.js)
list(APPEND js_libraries ${CMAKE_BINARY_DIR}/generated/library_icons.js)
add_executable(portal ${client_sources})
set_target_properties(portal PROPERTIES LINK_DEPENDS "${js_libraries}")
target_link_libraries(portal PRIVATE yg_ui yg_platform_browser yg_shared_flags)
target_link_options(portal PRIVATE
    -sALLOW_MEMORY_GROWTH=1
    -sDYNAMIC_EXECUTION=0  # the page's content security policy forbids eval
    -sENVIRONMENT=web
    -sEXPORT_NAME=createPortal
    -sFILESYSTEM=0
    -sGL_SUPPORT_AUTOMATIC_ENABLE_EXTENSIONS=0
    -sINCOMING_MODULE_JS_API=canvas,instantiateWasm,locateFile,onAbort,print,printErr
    -sMALLOC=emmalloc
    -sMAX_WEBGL_VERSION=2
    -sMIN_WEBGL_VERSION=1
    -sMODULARIZE=1
    -sSTACK_SIZE=256kb
    -sTEXTDECODER=2)
foreach(library ${js_libraries})
    target_link_options(portal PRIVATE "SHELL:--js-library ${library}")
endforeach()
if(CMAKE_BUILD_TYPE STREQUAL Debug)
    target_link_options(portal PRIVATE -sASSERTIONS=1 -sSTACK_OVERFLOW_CHECK=1 --profiling-funcs)
else()
    target_link_options(portal PRIVATE -sASSERTIONS=0)
endif()
