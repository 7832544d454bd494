/// Tokens of texts: the encoding `o200k_base`, its vocabulary and what it makes of a text. Entry
/// type is [O200k].
@NullMarked
package io.signalbox.engine.catalog.tokens;

import org.jspecify.annotations.NullMarked;
