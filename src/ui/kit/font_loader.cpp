#include "ui/kit/font_loader.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

namespace yg::ui {

using platform::Glyph;
using platform::GlyphSource;
using platform::GlyphWeight;

namespace {

GlyphSource& source_of(const ImFontAtlas* atlas) {
    return *static_cast<GlyphSource*>(atlas->UserData);
}

GlyphWeight weight_of(const ImFontConfig* config) {
    return config->FontNo == 0 ? GlyphWeight::regular : GlyphWeight::semibold;
}

bool source_init(ImFontAtlas*, ImFontConfig*) {
    return true;
}
void source_destroy(ImFontAtlas*, ImFontConfig*) {}
bool source_contains(ImFontAtlas*, ImFontConfig*, ImWchar code_point) {
    return code_point >= 0x20;
}

bool baked_init(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void*) {
    const platform::FontMetrics metrics = source_of(atlas).metrics(baked->Size, weight_of(config));
    baked->Ascent = metrics.ascent;
    baked->Descent = -metrics.descent;
    return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void*,
                ImWchar code_point, ImFontGlyph* out, float* out_advance) {
    GlyphSource& source = source_of(atlas);
    const GlyphWeight weight = weight_of(config);
    const auto character = static_cast<char32_t>(code_point);
    if (out_advance != nullptr) {
        *out_advance = source.advance(character, baked->Size, weight);
        return true;
    }
    const float density =
        std::min(config->RasterizerDensity * baked->RasterizerDensity, glyph_density_max);
    Glyph glyph;
    if (!source.draw(character, baked->Size, density, weight, glyph)) return false;
    out->Codepoint = code_point;
    out->AdvanceX = glyph.advance;
    if (glyph.pixels.empty()) return true;

    const ImFontAtlasRectId pack_id =
        ImFontAtlasPackAddRect(atlas, glyph.width_px, glyph.height_px);
    if (pack_id == ImFontAtlasRectId_Invalid) return false;
    ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, pack_id);
    out->X0 = glyph.left;
    out->Y0 = baked->Ascent + glyph.top;
    out->X1 = out->X0 + glyph.width;
    out->Y1 = out->Y0 + glyph.height;
    out->Visible = true;
    out->Colored = glyph.colored;
    out->PackId = pack_id;
    // The atlas has four bytes a pixel either way: OpenGL's backend of Dear ImGui takes no other.
    const ImTextureFormat format = glyph.colored ? ImTextureFormat_RGBA32 : ImTextureFormat_Alpha8;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, config, out, rect, glyph.pixels.data(), format,
                                       glyph.width_px * (glyph.colored ? 4 : 1));
    return true;
}

const ImFontLoader* loader() {
    static const ImFontLoader the_loader = [] {
        ImFontLoader made;
        made.Name = "glyph source";
        made.FontSrcInit = source_init;
        made.FontSrcDestroy = source_destroy;
        made.FontSrcContainsGlyph = source_contains;
        made.FontBakedInit = baked_init;
        made.FontBakedLoadGlyph = load_glyph;
        return made;
    }();
    return &the_loader;
}

ImFont* add_font(ImFontAtlas& atlas, GlyphWeight weight) {
    ImFontConfig config;
    config.FontLoader = loader();
    config.FontNo = weight == GlyphWeight::regular ? 0 : 1;
    return atlas.AddFont(&config);
}

}  // namespace

Fonts add_fonts(ImFontAtlas& atlas, GlyphSource& glyphs) {
    atlas.UserData = &glyphs;
    // Nothing draws mouse cursors or textured lines.
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    return {add_font(atlas, GlyphWeight::regular), add_font(atlas, GlyphWeight::semibold)};
}

}  // namespace yg::ui
