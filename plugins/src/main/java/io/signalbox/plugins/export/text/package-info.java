/// Texts in the formats of other programs' files.
@NullMarked
package io.signalbox.plugins.export.text;

import org.jspecify.annotations.NullMarked;
