/// What may be recorded of a provider's failure ([FailureNote]): nothing that a client wrote.
@NullMarked
package io.signalbox.engine.exchange.note;

import org.jspecify.annotations.NullMarked;
