/// One request, from understood to recorded, on one thread. Entry type is [Exchange]; what it needs
/// comes in as [ExchangeContext], what it says goes out through a [ReplySink].
@NullMarked
package io.signalbox.engine.exchange;

import org.jspecify.annotations.NullMarked;
