/// What happened to one request, from the decision to the bill. Entry type is [Trace]; the one form
/// of traces in files and for scripts is [TraceCodec].
@NullMarked
package io.signalbox.engine.trace;

import org.jspecify.annotations.NullMarked;
