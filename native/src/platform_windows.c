/* The user's local application data is closed to other users by its inherited access list. */
#define WIN32_LEAN_AND_MEAN
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "platform.h"

uint64_t ap_steady_ns(void) {
  LARGE_INTEGER count, a_second;
  QueryPerformanceCounter(&count);
  QueryPerformanceFrequency(&a_second);
  uint64_t whole = (uint64_t)(count.QuadPart / a_second.QuadPart), rest = (uint64_t)(count.QuadPart % a_second.QuadPart);
  return whole * 1000000000u + rest * 1000000000u / (uint64_t)a_second.QuadPart;
}

void ap_sleep(uint64_t ns) { Sleep((DWORD)((ns + 999999) / 1000000)); }

uint64_t ap_process_id(void) { return GetCurrentProcessId(); }

static bool wide(const char *path, wchar_t *wide_path) {
  return MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, wide_path, AP_PATH_MAX) > 0;
}

/* `name` below the local application data, in UTF-8. */
static bool below_local_data(const char *name, char *path, size_t size) {
  wchar_t folder[AP_PATH_MAX];
  char folder_utf8[AP_PATH_MAX];
  DWORD length = GetEnvironmentVariableW(L"LOCALAPPDATA", folder, AP_PATH_MAX);
  if (length == 0 || length >= AP_PATH_MAX ||
      WideCharToMultiByte(CP_UTF8, 0, folder, -1, folder_utf8, sizeof folder_utf8, NULL, NULL) == 0) {
    return false;
  }
  int written = snprintf(path, size, "%s\\%s", folder_utf8, name);
  return written > 0 && (size_t)written < size;
}

static bool is_folder(const char *path) {
  wchar_t wide_path[AP_PATH_MAX];
  if (!wide(path, wide_path)) return false;
  CreateDirectoryW(wide_path, NULL);
  DWORD attributes = GetFileAttributesW(wide_path);
  return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) &&
         !(attributes & FILE_ATTRIBUTE_REPARSE_POINT);
}

static bool environment(const char *variable, char *path, size_t size) {
  wchar_t name[AP_PATH_MAX], value[AP_PATH_MAX];
  if (!wide(variable, name)) return false;
  DWORD length = GetEnvironmentVariableW(name, value, AP_PATH_MAX);
  return length > 0 && length < AP_PATH_MAX &&
         WideCharToMultiByte(CP_UTF8, 0, value, -1, path, (int)size, NULL, NULL) > 0;
}

/* The local application data is in the user's home already. */
bool ap_run_folder(ap_run *run) {
  char *path = run->path;
  const size_t size = sizeof run->path;
  run->refused[0] = 0;
  bool found = environment("ANTIPHON_RUN_DIR", path, size) ||
               (below_local_data("Antiphon", path, size) && is_folder(path) && below_local_data("Antiphon\\run", path, size));
  if (found && is_folder(path)) return true;
  if (found) memcpy(run->refused, path, size);
  return false;
}

static bool temporary_name(const ap_mapping *m, wchar_t *name) {
  char temporary[AP_PATH_MAX];
  int length = snprintf(temporary, sizeof temporary, "%s.tmp", m->path);
  return length > 0 && (size_t)length < sizeof temporary && wide(temporary, name);
}

bool ap_mapping_create(ap_mapping *m, const char *path, size_t bytes) {
  wchar_t temporary[AP_PATH_MAX];
  int length = snprintf(m->path, sizeof m->path, "%s", path);
  m->address = NULL;
  if (length <= 0 || (size_t)length >= sizeof m->path || !temporary_name(m, temporary)) return false;
  /* Shared for deletion too, so that it can get its name while it is open. */
  HANDLE file = CreateFileW(temporary, GENERIC_READ | GENERIC_WRITE | DELETE,
                            FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, CREATE_NEW,
                            FILE_ATTRIBUTE_NORMAL, NULL);
  if (file == INVALID_HANDLE_VALUE) return false;
  HANDLE mapping = CreateFileMappingW(file, NULL, PAGE_READWRITE, (DWORD)((uint64_t)bytes >> 32), (DWORD)bytes, NULL);
  void *address = mapping == NULL ? NULL : MapViewOfFile(mapping, FILE_MAP_ALL_ACCESS, 0, 0, bytes);
  if (mapping != NULL) CloseHandle(mapping);
  CloseHandle(file);
  if (address == NULL) {
    DeleteFileW(temporary);
    return false;
  }
  (void)VirtualLock(address, bytes);
  memset(address, 0, bytes);
  m->address = address;
  m->bytes = bytes;
  return true;
}

bool ap_mapping_publish(ap_mapping *m) {
  wchar_t temporary[AP_PATH_MAX], path[AP_PATH_MAX];
  return temporary_name(m, temporary) && wide(m->path, path) && MoveFileExW(temporary, path, MOVEFILE_REPLACE_EXISTING);
}

void ap_mapping_close(ap_mapping *m) {
  wchar_t name[AP_PATH_MAX];
  if (m->address == NULL) return;
  UnmapViewOfFile(m->address);
  m->address = NULL;
  /* An engine that still maps it keeps it for a while, and removes it itself. */
  if (wide(m->path, name)) DeleteFileW(name);
  if (temporary_name(m, name)) DeleteFileW(name);
}

/* Opens a file of the run folder; shared with others or not. */
static HANDLE open_there(const char *run_folder, const char *name, DWORD share, DWORD how) {
  char path[AP_PATH_MAX];
  wchar_t wide_path[AP_PATH_MAX];
  int length = snprintf(path, sizeof path, "%s\\%s", run_folder, name);
  if (length <= 0 || (size_t)length >= sizeof path || !wide(path, wide_path)) return INVALID_HANDLE_VALUE;
  return CreateFileW(wide_path, GENERIC_READ | GENERIC_WRITE, share, NULL, how, FILE_ATTRIBUTE_NORMAL, NULL);
}

/* A running engine holds a lock on the first byte. */
bool ap_engine_runs(const char *run_folder) {
  HANDLE file =
      open_there(run_folder, "engine.lock", FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, OPEN_EXISTING);
  if (file == INVALID_HANDLE_VALUE) return false;
  bool free = LockFile(file, 0, 0, 1, 0);
  if (free) UnlockFile(file, 0, 0, 1, 0);
  CloseHandle(file);
  return !free;
}

bool ap_engine_program(char *path, size_t size) {
  wchar_t wide_path[AP_PATH_MAX];
  if (!environment("ANTIPHON_ENGINE", path, size) && !below_local_data("Antiphon\\bin\\antiphon-engine.exe", path, size)) {
    return false;
  }
  return wide(path, wide_path) && GetFileAttributesW(wide_path) != INVALID_FILE_ATTRIBUTES;
}

/* Runs a command line in a process that inherits one handle and no other of the host's. */
static void spawn(wchar_t *line, HANDLE lock) {
  STARTUPINFOEXW start = {.StartupInfo.cb = sizeof start};
  PROCESS_INFORMATION started;
  SIZE_T bytes = 0;
  InitializeProcThreadAttributeList(NULL, 1, 0, &bytes);
  start.lpAttributeList = malloc(bytes);
  if (start.lpAttributeList == NULL) return;
  if (InitializeProcThreadAttributeList(start.lpAttributeList, 1, 0, &bytes)) {
    const DWORD how = CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP | EXTENDED_STARTUPINFO_PRESENT;
    if (UpdateProcThreadAttribute(start.lpAttributeList, 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, &lock, sizeof lock, NULL, NULL) &&
        CreateProcessW(NULL, line, NULL, NULL, TRUE, how, NULL, NULL, &start.StartupInfo, &started)) {
      CloseHandle(started.hThread);
      CloseHandle(started.hProcess);
    }
    DeleteProcThreadAttributeList(start.lpAttributeList);
  }
  free(start.lpAttributeList);
}

/* Not shared, so that nobody else can open it until the last one who inherited it has ended. */
bool ap_engine_start(const char *program, const char *run_folder) {
  char line[AP_PATH_MAX + 2];
  wchar_t wide_line[AP_PATH_MAX];
  int length = snprintf(line, sizeof line, "\"%s\"", program);
  if (length <= 0 || (size_t)length >= sizeof line || !wide(line, wide_line)) return false;
  HANDLE lock = open_there(run_folder, "engine.starting", 0, OPEN_ALWAYS);
  if (lock == INVALID_HANDLE_VALUE) return false;
  if (SetHandleInformation(lock, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT)) spawn(wide_line, lock);
  CloseHandle(lock);
  return true;
}

bool ap_starts_open(ap_starts *s, const char *run_folder) {
  HANDLE file = open_there(run_folder, "engine.starts", 0, OPEN_ALWAYS);
  DWORD read = 0;
  if (file == INVALID_HANDLE_VALUE) return false;
  s->file = (intptr_t)file;
  if (!ReadFile(file, &s->written, sizeof s->written, &read, NULL) || read != sizeof s->written) {
    s->written = (ap_starts_written){0};
  }
  return true;
}

void ap_starts_write(ap_starts *s) {
  DWORD written;
  SetFilePointer((HANDLE)s->file, 0, NULL, FILE_BEGIN);
  if (s->written.count == 0) {
    SetEndOfFile((HANDLE)s->file);
  } else {
    /* A full disk: the next start may come too soon, no more. */
    (void)!WriteFile((HANDLE)s->file, &s->written, sizeof s->written, &written, NULL);
  }
}

void ap_starts_close(ap_starts *s) { CloseHandle((HANDLE)s->file); }

struct ap_ticker {
  HANDLE thread, ends;
  uint32_t every_ms;
  void (*look)(void *);
  void *context;
};

static DWORD WINAPI tick(void *ticker) {
  ap_ticker *t = ticker;
  while (WaitForSingleObject(t->ends, t->every_ms) == WAIT_TIMEOUT) t->look(t->context);
  return 0;
}

ap_ticker *ap_ticker_start(void (*look)(void *), void *context, uint32_t every_ms) {
  ap_ticker *t = calloc(1, sizeof *t);
  if (t == NULL) return NULL;
  t->look = look, t->context = context, t->every_ms = every_ms;
  t->ends = CreateEventW(NULL, TRUE, FALSE, NULL);
  t->thread = t->ends == NULL ? NULL : CreateThread(NULL, 0, tick, t, 0, NULL);
  if (t->thread != NULL) return t;
  if (t->ends != NULL) CloseHandle(t->ends);
  free(t);
  return NULL;
}

void ap_ticker_end(ap_ticker *t) {
  SetEvent(t->ends);
  WaitForSingleObject(t->thread, INFINITE);
  CloseHandle(t->thread);
  CloseHandle(t->ends);
  free(t);
}
