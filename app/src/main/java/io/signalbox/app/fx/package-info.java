/// The way into the UI thread and out of it: the only `runLater` and the only threads of the
/// workbench. Entry type is [Background].
@NullMarked
package io.signalbox.app.fx;

import org.jspecify.annotations.NullMarked;
