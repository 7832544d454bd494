/// Asks an endpoint what it really does: what it speaks, takes, streams and says in errors, and
/// what follows for requests to it.
@NullMarked
package io.signalbox.engine.conform;

import org.jspecify.annotations.NullMarked;
