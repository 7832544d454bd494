/// What a model is to do with a request's messages, and whether it can ([OperationFit]).
@NullMarked
package io.signalbox.engine.exchange.operation;

import org.jspecify.annotations.NullMarked;
