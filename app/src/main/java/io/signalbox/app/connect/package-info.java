/// The exact lines by which an app uses the proxy, each with a key of its own. Entry type is
/// [ConnectPage].
@NullMarked
package io.signalbox.app.connect;

import org.jspecify.annotations.NullMarked;
