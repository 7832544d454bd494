/// Short texts for values of the engine. Entry type is [Wording].
@NullMarked
package io.signalbox.app.wording;

import org.jspecify.annotations.NullMarked;
