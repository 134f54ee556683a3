#include "platform/browser/browser_canvas.hpp"

#include <emscripten/html5.h>
#include <emscripten/html5_webgl.h>

#include <initializer_list>

// web/library_canvas.js
extern "C" void yg_canvas_missing();

namespace yg::platform {

bool create_canvas_context() {
    EmscriptenWebGLContextAttributes attributes;
    emscripten_webgl_init_context_attributes(&attributes);
    attributes.alpha = false;
    attributes.depth = false;
    attributes.antialias = false;
    attributes.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
    attributes.preserveDrawingBuffer = false;
    for (const int version : {2, 1}) {
        attributes.majorVersion = version;
        const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context =
            emscripten_webgl_create_context("#canvas", &attributes);
        if (context <= 0) continue;
        // Dear ImGui's backend keeps its vertices in arrays that WebGL 1 has by an extension only.
        if (version == 1 && !emscripten_webgl_enable_OES_vertex_array_object(context)) break;
        return emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS;
    }
    return go_without_canvas();
}

bool go_without_canvas() {
    yg_canvas_missing();
    return false;
}

}  // namespace yg::platform
