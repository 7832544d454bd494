package io.signalbox.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A test of a window, with a robot that points and types as fast as the window follows. There is
/// one window at a time; tests without one run beside it.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(QuickRobot.class)
@ResourceLock("window")
public @interface Windowed {}
