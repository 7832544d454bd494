/// What happened to one request, from the decision to the bill. Entry type is [Trace]; the one form
/// in which traces are shown to scripts is [TraceView].
@NullMarked
package io.signalbox.engine.trace;

import org.jspecify.annotations.NullMarked;
