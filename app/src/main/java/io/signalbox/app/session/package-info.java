/// The parts that a window works on, joined. Observable, without views, for the UI thread. Entry
/// type is [Session].
@NullMarked
package io.signalbox.app.session;

import org.jspecify.annotations.NullMarked;
