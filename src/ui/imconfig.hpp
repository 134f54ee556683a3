// Dear ImGui's compile-time settings, for its own sources and for ours. No other code belongs here:
// every file that draws includes it through imgui.h.
#pragma once

// Icons and rare ideographs lie beyond 16 bits.
#define IMGUI_USE_WCHAR32

// What a page cannot use, and what would only add to the download.
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#ifdef NDEBUG
#define IMGUI_DISABLE_DEBUG_TOOLS
#endif
