/// One prompt for several models and graphs, side by side. Entry type is [ComparePage].
@NullMarked
package io.signalbox.app.compare;

import org.jspecify.annotations.NullMarked;
