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

bool ap_run_folder(char *path, size_t size) {
  if (environment("ANTIPHON_RUN_DIR", path, size)) return is_folder(path);
  return below_local_data("Antiphon", path, size) && is_folder(path) && below_local_data("Antiphon\\run", path, size) &&
         is_folder(path);
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

/* A running engine holds a lock on the first byte of engine.lock. */
static bool engine_runs(const char *run_folder) {
  char path[AP_PATH_MAX];
  wchar_t wide_path[AP_PATH_MAX];
  snprintf(path, sizeof path, "%s\\engine.lock", run_folder);
  if (!wide(path, wide_path)) return false;
  HANDLE file = CreateFileW(wide_path, GENERIC_READ | GENERIC_WRITE,
                            FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return false;
  bool free = LockFile(file, 0, 0, 1, 0);
  if (free) UnlockFile(file, 0, 0, 1, 0);
  CloseHandle(file);
  return !free;
}

void ap_engine_launch(const char *run_folder) {
  char program[AP_PATH_MAX], line[AP_PATH_MAX + 2];
  wchar_t wide_line[AP_PATH_MAX];
  if ((!environment("ANTIPHON_ENGINE", program, sizeof program) &&
       !below_local_data("Antiphon\\bin\\antiphon-engine.exe", program, sizeof program)) ||
      engine_runs(run_folder)) {
    return;
  }
  int length = snprintf(line, sizeof line, "\"%s\"", program);
  if (length <= 0 || (size_t)length >= sizeof line || !wide(line, wide_line)) return;
  STARTUPINFOW start = {.cb = sizeof start};
  PROCESS_INFORMATION started;
  if (CreateProcessW(NULL, wide_line, NULL, NULL, FALSE, CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP, NULL, NULL,
                     &start, &started)) {
    CloseHandle(started.hThread);
    CloseHandle(started.hProcess);
  }
}
