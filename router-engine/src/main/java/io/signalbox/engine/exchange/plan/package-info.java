/// What an exchange asks of the plans that the user has bought.
@NullMarked
package io.signalbox.engine.exchange.plan;

import org.jspecify.annotations.NullMarked;
