@echo off
rem Runs Maven, as mvnw does: the mvn on the PATH when it is 3.8.7 or newer, else the pinned one.
setlocal enabledelayedexpansion

if defined JAVA_HOME (
    if not exist "%JAVA_HOME%\bin\java.exe" (
        echo mvnw: JAVA_HOME is %JAVA_HOME%, where there is no bin\java.exe; set it to a JDK 25. 1>&2
        exit /b 1
    )
) else (
    where java >nul 2>nul || (
        echo mvnw: Medislot needs a JDK 25; install one, or set JAVA_HOME to it. 1>&2
        exit /b 1
    )
)

set MAVEN=
where mvn >nul 2>nul && (
    for /f "tokens=3" %%v in ('mvn -v 2^>nul ^| findstr /b /c:"Apache Maven"') do (
        for /f "tokens=1-3 delims=.-" %%a in ("%%v") do (
            set /a VERSION=%%a*1000000+%%b*1000+%%c
            if !VERSION! geq 3008007 set MAVEN=mvn
        )
    )
)
if defined MAVEN (
    call mvn %*
    exit /b !errorlevel!
)

for /f "usebackq tokens=1,* delims==" %%a in ("%~dp0.mvn\wrapper\maven-wrapper.properties") do set "%%a=%%b"
for %%f in ("%distributionUrl%") do set "ARCHIVE=%%~nxf"
set "NAME=%ARCHIVE:-bin.tar.gz=%"
set "DISTS=%USERPROFILE%\.m2\wrapper\dists\%NAME%"
for /d %%d in ("%DISTS%\*") do if exist "%%d\bin\mvn.cmd" set "MAVEN=%%d\bin\mvn.cmd"
if not defined MAVEN (
    echo mvnw: downloading %NAME% from %distributionUrl% 1>&2
    if not exist "%DISTS%" mkdir "%DISTS%"
    curl -fsL -o "%DISTS%\%ARCHIVE%" "%distributionUrl%" || (
        echo mvnw: %distributionUrl% cannot be downloaded; install Maven 3.8.7 or newer instead. 1>&2
        exit /b 1
    )
    certutil -hashfile "%DISTS%\%ARCHIVE%" SHA512 | findstr /i /x "%distributionSha512Sum%" >nul || (
        del "%DISTS%\%ARCHIVE%"
        echo mvnw: %distributionUrl% is not the file that .mvn\wrapper\maven-wrapper.properties expects. 1>&2
        exit /b 1
    )
    tar -xzf "%DISTS%\%ARCHIVE%" -C "%DISTS%" || exit /b 1
    del "%DISTS%\%ARCHIVE%"
    set "MAVEN=%DISTS%\%NAME%\bin\mvn.cmd"
)
call "!MAVEN!" %*
exit /b !errorlevel!
