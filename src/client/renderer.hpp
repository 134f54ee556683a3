// Puts Dear ImGui's draw data on the canvas through WebGL, or nowhere when there is none.
#pragma once

namespace yg::client {

class Renderer {
public:
    /// Dear ImGui's context must exist.
    explicit Renderer(bool has_context);

    [[nodiscard]] bool has_context() const { return has_context_; }
    void begin_frame();
    void render();

    /// Everything on the graphics card is gone, and nothing can be drawn until `restore`: it is
    /// then made again with the next frame.
    void lose();
    void restore() { lost_ = false; }

private:
    bool has_context_;
    bool lost_ = false;
};

}  // namespace yg::client
