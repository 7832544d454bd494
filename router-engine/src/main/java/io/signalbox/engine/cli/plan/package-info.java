/// How the terminal shows the user's plans.
@NullMarked
package io.signalbox.engine.cli.plan;

import org.jspecify.annotations.NullMarked;
