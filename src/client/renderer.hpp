// Puts Dear ImGui's draw data on the canvas through WebGL, or nowhere when there is none.
#pragma once

namespace yg::client {

class Renderer {
public:
    /// Dear ImGui's context must exist.
    explicit Renderer(bool has_context);

    void begin_frame();
    void render();

    /// Until `restore`, drawing is useless.
    void lose() { lost_ = true; }
    /// Everything on the graphics card is gone: it is made again with the next frame.
    void restore();

private:
    bool has_context_;
    bool lost_ = false;
};

}  // namespace yg::client
