/// One prompt for several models and graphs. Entry type is [Comparison].
@NullMarked
package io.signalbox.app.comparison;

import org.jspecify.annotations.NullMarked;
