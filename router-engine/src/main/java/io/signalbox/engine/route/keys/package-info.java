/// Models with several keys: which key is tried, and after which failures the next one.
@NullMarked
package io.signalbox.engine.route.keys;

import org.jspecify.annotations.NullMarked;
