/// What the proxy does all day, done in some seconds, for the ahead-of-time cache of the JVM.
@NullMarked
package io.signalbox.engine.cli.practice;

import org.jspecify.annotations.NullMarked;
