#include "client/renderer.hpp"

#include <GLES2/gl2.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include "base/check.hpp"

namespace yg::client {
namespace {

/// Dear ImGui waits for its textures: without a graphics card they count as made.
void pretend_textures(ImDrawData& draw_data) {
    if (draw_data.Textures == nullptr) return;
    for (ImTextureData* texture : *draw_data.Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        } else if (texture->Status != ImTextureStatus_OK) {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
}

}  // namespace

Renderer::Renderer(bool has_context) : has_context_(has_context) {
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    if (has_context_) CHECK(ImGui_ImplOpenGL3_Init());
}

void Renderer::begin_frame() {
    if (has_context_ && !lost_) ImGui_ImplOpenGL3_NewFrame();
}

void Renderer::render() {
    ImDrawData* draw_data = ImGui::GetDrawData();
    if (lost_ || draw_data == nullptr) return;
    if (!has_context_) return pretend_textures(*draw_data);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(draw_data);
}

void Renderer::lose() {
    lost_ = true;
    ImGui_ImplOpenGL3_DestroyDeviceObjects();
}

}  // namespace yg::client
