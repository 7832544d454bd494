/// What mirrors keep of requests that they copied ([PairedText]).
@NullMarked
package io.signalbox.engine.exchange.paired;

import org.jspecify.annotations.NullMarked;
