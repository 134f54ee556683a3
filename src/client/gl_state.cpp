// Answers what Dear ImGui's OpenGL backend asks about the state it is about to change, so that it
// can put it back. Nobody else draws on this canvas, so there is nothing to put back; and asking
// the browser would make the page wait until the graphics process has drawn everything before: 13
// questions a frame, 99 % of its time. cmake/third_party.cmake gives the backend these names.
#include <GLES3/gl3.h>

extern "C" {

void portal_gl_get_integer(GLenum name, GLint* values);
GLboolean portal_gl_is_enabled(GLenum capability);

// What WebGL begins with, where zero would be no valid value.
void portal_gl_get_integer(GLenum name, GLint* values) {
    switch (name) {
        case GL_MAX_TEXTURE_SIZE:
        case GL_MAJOR_VERSION:
        case GL_MINOR_VERSION:
        case GL_NUM_EXTENSIONS:
            glGetIntegerv(name, values);
            break;
        case GL_VIEWPORT:
        case GL_SCISSOR_BOX:
            for (int i = 0; i < 4; ++i) values[i] = 0;
            break;
        case GL_ACTIVE_TEXTURE:
            *values = GL_TEXTURE0;
            break;
        case GL_BLEND_EQUATION_RGB:
        case GL_BLEND_EQUATION_ALPHA:
            *values = GL_FUNC_ADD;
            break;
        default:
            *values = 0;
            break;
    }
}

GLboolean portal_gl_is_enabled(GLenum) {
    return GL_FALSE;
}
}
