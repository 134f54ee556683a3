# The words of assets/lang as a header (#include "generated/lang.hpp"), made while configuring.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/assets/lang/zh-CN.json ${CMAKE_SOURCE_DIR}/assets/lang/en.json
    ${CMAKE_SOURCE_DIR}/tools/embed_lang.mjs)
execute_process(
    COMMAND node ${CMAKE_SOURCE_DIR}/tools/embed_lang.mjs ${CMAKE_BINARY_DIR}/generated
    COMMAND_ERROR_IS_FATAL ANY)
