// Owns domain::holds_slot as SQL: pending, confirmed, checked in. A macro, since statements are put
// together by the compiler.
#pragma once

#define HOLDS_SLOT "state IN (1, 2, 4)"
