/// The graph as the configuration of another gateway, with what that cannot say. Entry type is
/// [ExportPage].
@NullMarked
package io.signalbox.app.export;

import org.jspecify.annotations.NullMarked;
