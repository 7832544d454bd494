/// Earlier versions of the graph in front, below the canvas. Entry type is [HistoryPane].
@NullMarked
package io.signalbox.app.history;

import org.jspecify.annotations.NullMarked;
