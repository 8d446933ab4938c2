package dev.medislot.web.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** What Tomcat refuses is answered as a problem document too. */
@AutoConfiguration
@Import(UnreadableRequests.class)
public class ProblemSetup {}
